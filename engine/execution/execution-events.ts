// What execution tells beside orders: what becomes of brackets, and what an operator should know.
import type { Decimal } from '../domain/decimal.ts';
import type { IntentKind } from '../domain/intent.ts';
import type { BracketExits } from '../domain/plan.ts';
import type { Operands } from '../domain/refusal.ts';
import type { Direction, PositionSide } from '../domain/side.ts';
import { type Bracket, type BracketPhase, type ClosingReason, averageEntryOf, phaseOf } from './bracket.ts';
import type { OrderReason } from './order-desk.ts';

/** A bracket as the rest of the engine may see it. */
export interface BracketView {
  readonly bracketId: string;
  readonly strategyId: string;
  readonly symbol: string;
  readonly positionSide: PositionSide;
  readonly direction: Direction;
  readonly ref: string | null;
  /** The intent that founded it. */
  readonly intent: IntentKind;
  readonly phase: BracketPhase;
  readonly exits: BracketExits;
  readonly entryId: string;
  /** Base asset. */
  readonly filled: Decimal;
  readonly exited: Decimal;
  /** Null before the first fill. */
  readonly averageEntryPrice: Decimal | null;
  /** Epoch ms; null before the first fill. */
  readonly firstFillTime: number | null;
  readonly closing: ClosingReason | null;
  readonly isProtected: boolean;
  /** Epoch ms since when a declared stop has not rested for all that is held; null while it does. */
  readonly unprotectedSince: number | null;
  /** Closed spans of that kind, together. */
  readonly unprotectedMs: number;
}

/** A part of a fill that belongs to a bracket; one fill may have parts in several. */
export interface BracketFilled {
  readonly kind: 'bracketFilled';
  readonly bracketId: string;
  readonly strategyId: string;
  readonly symbol: string;
  readonly fillId: string;
  /** Null where the venue forced it. */
  readonly clientOrderId: string | null;
  readonly part: 'entry' | 'exit';
  /** Base asset: this bracket's part of the fill. */
  readonly quantity: Decimal;
  readonly price: Decimal;
  readonly reason: OrderReason | 'forced';
  /** Epoch ms. */
  readonly time: number;
}

/** Its phase or its protection changed. */
export interface BracketChanged {
  readonly kind: 'bracketChanged';
  readonly bracket: BracketView;
  /** Epoch ms. */
  readonly time: number;
}

export type ExecutionEvent = BracketFilled | BracketChanged;

export const NOTE_CODES = {
  DUST_HELD: 'What is left of a bracket is too little for any order: it can neither be protected nor closed.',
  EXCESS_CLOSED: 'Exits filled more than was held; the excess is closed at market.',
  EXCESS_IS_DUST: 'Exits filled more than was held, by less than an order may have; it stays.',
  LEG_LOST: 'The venue ended an exit leg that nobody asked it to end; it is placed again.',
  STOP_NOT_MOVED: 'The venue did not take the moved stop; the one before still protects all that is held.',
  STOP_NOT_PLACED: 'The venue did not take a stop; the bracket is closed at market.',
  TARGET_NOT_PLACED: 'The venue did not take a target; the stop stays.',
} as const;
export type NoteCode = keyof typeof NOTE_CODES;

/** Something that asks for no decision, but should be read. */
export interface ExecutionNote {
  readonly code: NoteCode;
  readonly strategyId: string;
  readonly symbol: string;
  readonly bracketId: string | null;
  readonly operands: Operands;
  /** Epoch ms. */
  readonly time: number;
}

/** Happenings worth a figure in a report. */
export interface ExecutionCounters {
  /** Exits that filled more than was held. */
  excessExits: number;
  /** Entry fills told after the bracket was over. */
  lateFills: number;
  /** Stops the venue did not take, and which so closed their bracket. */
  stopsNotPlaced: number;
  /** Brackets closed because a leg was beyond its trigger when it arrived. */
  legsBeyondTrigger: number;
}

export function viewOf(bracket: Bracket): BracketView {
  const { bracketId, strategyId, symbol, positionSide, direction, ref, intent, exits, entryId } = bracket;
  const { filled, exited, firstFillTime, closing, isProtected, unprotectedSince, unprotectedMs } = bracket;
  return {
    bracketId,
    strategyId,
    symbol,
    positionSide,
    direction,
    ref,
    intent,
    phase: phaseOf(bracket),
    exits,
    entryId,
    filled,
    exited,
    averageEntryPrice: averageEntryOf(bracket),
    firstFillTime,
    closing,
    isProtected,
    unprotectedSince,
    unprotectedMs,
  };
}
