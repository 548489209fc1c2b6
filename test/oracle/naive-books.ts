// The oracle's account: a ledger of postings that is summed anew whenever somebody asks. Written from SEMANTICS 8 alone,
// so that it can contradict the books of the simulated exchange.
import type { AccountBooks, PositionBook } from '../../engine/domain/account.ts';
import { type Decimal, ZERO, minDecimal, roundPosting, sumDecimals } from '../../engine/domain/decimal.ts';
import type { MarginMode, PositionSide, Side } from '../../engine/domain/side.ts';

/** What a posting is about; the sums of four of them are part of the books. */
export type PostingKind = 'deposit' | 'fee' | 'funding' | 'realised' | 'margin' | 'insurance';

export interface Posting {
  readonly kind: PostingKind;
  /** What it adds to the wallet it names. */
  readonly amount: Decimal;
  /** `cross` or the key of a position's isolated wallet. */
  readonly wallet: string;
}

export interface NaivePosition {
  readonly symbol: string;
  readonly positionSide: PositionSide;
  quantity: Decimal;
  cost: Decimal;
}

export interface NaiveAccount {
  readonly asset: string;
  readonly postings: Posting[];
  readonly positions: NaivePosition[];
}

export interface PostedFill {
  readonly symbol: string;
  readonly positionSide: PositionSide;
  readonly side: Side;
  readonly price: Decimal;
  readonly quantity: Decimal;
  readonly fee: Decimal;
}

const CROSS = 'cross';

/** An account that holds `balance` and nothing else. */
export function openNaiveAccount(asset: string, balance: Decimal): NaiveAccount {
  return { asset, postings: [{ kind: 'deposit', amount: balance, wallet: CROSS }], positions: [] };
}

/** A copy that can be written to without the original noticing. */
export function copyNaiveAccount(account: NaiveAccount): NaiveAccount {
  return {
    asset: account.asset,
    postings: [...account.postings],
    positions: account.positions.map((position) => ({ ...position })),
  };
}

/** The position of that name, made flat on first sight. */
export function naivePosition(account: NaiveAccount, symbol: string, positionSide: PositionSide): NaivePosition {
  const known = account.positions.find((each) => each.symbol === symbol && each.positionSide === positionSide);
  if (known !== undefined) return known;
  const fresh: NaivePosition = { symbol, positionSide, quantity: ZERO, cost: ZERO };
  account.positions.push(fresh);
  return fresh;
}

/** +1 long, −1 short, 0 flat. */
export function directionSign(position: NaivePosition): 1 | 0 | -1 {
  if (position.quantity.isZero()) return 0;
  return position.quantity.gt(ZERO) ? 1 : -1;
}

export function crossWalletOf(account: NaiveAccount): Decimal {
  return walletSum(account, CROSS);
}

export function isolatedWalletOf(account: NaiveAccount, position: NaivePosition): Decimal {
  return walletSum(account, walletKey(position));
}

/** Result of the open quantity at a mark price, not rounded: it is never posted. */
export function unrealisedAt(position: NaivePosition, mark: Decimal): Decimal {
  return position.quantity.times(mark).minus(position.cost.times(directionSign(position)));
}

/** Posts one fill: fee, then what it closes, then what it opens; a flip does both. */
export function postFill(account: NaiveAccount, fill: PostedFill, marginMode: MarginMode, leverage: number): void {
  const position = naivePosition(account, fill.symbol, fill.positionSide);
  const sign = fill.side === 'buy' ? 1 : -1;
  const held = directionSign(position);
  const closes = held === -sign ? minDecimal(position.quantity.abs(), fill.quantity) : ZERO;
  post(account, 'fee', fill.fee.neg(), CROSS);
  if (closes.gt(ZERO)) postClose(account, position, fill.price, closes);
  const opens = fill.quantity.minus(closes);
  if (opens.gt(ZERO)) postOpen(account, position, fill.price, opens, sign, marginMode, leverage);
}

/** Funding goes to the isolated wallet where there is one, else to the cross wallet; returns what the position received. */
export function postFunding(
  account: NaiveAccount,
  position: NaivePosition,
  mark: Decimal,
  rateRatio: Decimal,
  marginMode: MarginMode,
): Decimal {
  const paid = position.quantity.times(mark).times(rateRatio);
  const amount = roundPosting(paid.neg());
  post(account, 'funding', amount, marginMode === 'isolated' ? walletKey(position) : CROSS);
  return amount;
}

/** What the insurance fund gives (positive) or takes (negative). */
export function postInsurance(account: NaiveAccount, amount: Decimal): void {
  post(account, 'insurance', amount, CROSS);
}

/** The books as the domain states them; flat positions are left out, since a venue need not remember them. */
export function booksOf(account: NaiveAccount): AccountBooks {
  const positions: PositionBook[] = account.positions
    .filter((position) => !position.quantity.isZero())
    .map((position) => ({ ...position, isolatedWallet: isolatedWalletOf(account, position) }));
  return {
    asset: account.asset,
    crossWallet: crossWalletOf(account),
    positions,
    feesPaid: kindSum(account, 'fee').neg(),
    fundingReceived: kindSum(account, 'funding'),
    realised: kindSum(account, 'realised'),
    insuranceCleared: kindSum(account, 'insurance'),
  };
}

function postOpen(
  account: NaiveAccount,
  position: NaivePosition,
  price: Decimal,
  quantity: Decimal,
  sign: 1 | -1,
  marginMode: MarginMode,
  leverage: number,
): void {
  const notional = roundPosting(price.times(quantity));
  position.cost = position.cost.plus(notional);
  position.quantity = position.quantity.plus(quantity.times(sign));
  if (marginMode === 'isolated') moveMargin(account, position, roundPosting(notional.div(leverage)));
}

function postClose(account: NaiveAccount, position: NaivePosition, price: Decimal, closed: Decimal): void {
  const held = position.quantity.abs();
  const sign = directionSign(position);
  const wallet = isolatedWalletOf(account, position);
  const wholly = closed.eq(held);
  const removed = wholly ? position.cost : roundPosting(position.cost.times(closed).div(held));
  const released = wholly ? wallet : roundPosting(wallet.times(closed).div(held));
  post(account, 'realised', roundPosting(price.times(closed)).minus(removed).times(sign), CROSS);
  position.cost = position.cost.minus(removed);
  position.quantity = position.quantity.minus(closed.times(sign));
  if (!released.isZero()) moveMargin(account, position, released.neg());
}

/** Moves margin from the cross wallet to the position's own; back when negative. */
function moveMargin(account: NaiveAccount, position: NaivePosition, amount: Decimal): void {
  post(account, 'margin', amount.neg(), CROSS);
  post(account, 'margin', amount, walletKey(position));
}

function post(account: NaiveAccount, kind: PostingKind, amount: Decimal, wallet: string): void {
  account.postings.push({ kind, amount, wallet });
}

function walletKey(position: NaivePosition): string {
  return `${position.symbol} ${position.positionSide}`;
}

function walletSum(account: NaiveAccount, wallet: string): Decimal {
  return sumDecimals(account.postings.filter((each) => each.wallet === wallet).map((each) => each.amount));
}

function kindSum(account: NaiveAccount, kind: PostingKind): Decimal {
  return sumDecimals(account.postings.filter((each) => each.kind === kind).map((each) => each.amount));
}
