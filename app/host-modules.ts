// The modules that a strategy file shares with the engine: one rxjs, one zod, one Decimal, whoever loads the file.
import * as rxjs from 'rxjs';
import * as operators from 'rxjs/operators';
import * as zod from 'zod';
import { Decimal } from '../engine/domain/decimal.ts';
import * as sluice from '../engine/index.ts';
import type { HostModules } from '../engine/strategy/host-modules.ts';

export const HOST_MODULES: HostModules = {
  sluice,
  rxjs,
  'rxjs/operators': operators,
  zod,
  'decimal.js': { Decimal, default: Decimal },
};
