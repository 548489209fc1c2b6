// All that the catalogue of refusals is written from, as plain values: checks in their order, codes, units, settings with
// their defaults.
import { type CatalogueEntry, OPERAND_UNITS, RISK_CODES } from './catalogue.ts';
import { RISK_CHECKS } from './check-list.ts';
import { defaultRiskSettings, riskSettingsSchema } from './settings.ts';

export interface CatalogueParts {
  readonly checks: readonly { readonly name: string; readonly truth: string }[];
  readonly codes: Readonly<Record<string, CatalogueEntry>>;
  readonly units: Readonly<Record<string, string>>;
  readonly settings: Readonly<Record<string, { readonly description: string; readonly default: unknown }>>;
}

export function catalogueParts(): CatalogueParts {
  const defaults: Readonly<Record<string, unknown>> = defaultRiskSettings();
  const settings = Object.entries(riskSettingsSchema.shape).map(
    ([name, { description }]) => [name, { description: description ?? '', default: defaults[name] }] as const,
  );
  return {
    checks: RISK_CHECKS.map(({ name, truth }) => ({ name, truth })),
    codes: RISK_CODES,
    units: OPERAND_UNITS,
    settings: Object.fromEntries(settings),
  };
}
