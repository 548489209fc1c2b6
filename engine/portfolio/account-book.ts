// The account's books as the engine keeps them, from the venue's snapshot and reports alone: the cash book, one position
// per symbol and side, the settings a fill is posted by, and the sums of all postings. After each report they equal
// the venue's own books to the last digit.
import type { AccountBooks, PositionBook, SymbolSetting } from '../domain/account.ts';
import { type Decimal, ZERO } from '../domain/decimal.ts';
import type { Fill } from '../domain/fill.ts';
import type { ReportOf, VenueSnapshot } from '../domain/report.ts';
import type { MarginMode, PositionMode, PositionSide } from '../domain/side.ts';
import { type AssetPrice, type CashBook, createCashBook, onlyAssetPrice } from './cash-book.ts';
import { createHeldPositions } from './held-positions.ts';
import type { MarkOf } from './marked-positions.ts';
import { applyFillToPosition, type PositionPosting } from './position-arithmetic.ts';

export type FundingPosting = Pick<ReportOf<'fundingSettled'>, 'symbol' | 'positionSide' | 'amount'>;
export type CashPosting = Pick<ReportOf<'transferred'>, 'asset' | 'amount'>;

export interface AccountBook {
  /** Begins anew from what the venue says it holds. */
  seed(snapshot: Pick<VenueSnapshot, 'books' | 'settings'>): void;
  /** Posts a fill and its fee. A fill that is known already must not come here: the order table drops it. */
  applyFill(fill: Fill): PositionPosting;
  /** Funding goes to the isolated wallet of an isolated position, else to the cross wallet. */
  applyFunding(funding: FundingPosting): void;
  applyInsurance(insurance: CashPosting): void;
  applyTransfer(transfer: CashPosting): void;
  setLeverage(symbol: string, leverage: number): void;
  setMarginMode(symbol: string, marginMode: MarginMode): void;
  /** Leverage and margin mode of a symbol; 1 and cross where the venue said nothing. */
  setting(symbol: string): SymbolSetting;
  positionMode(): PositionMode;
  asset(): string;
  crossWallet(): Decimal;
  /** The flat book where nothing is held. */
  position(symbol: string, positionSide: PositionSide): PositionBook;
  /** Positions that are held, by symbol and side. */
  positions(): readonly PositionBook[];
  books(): AccountBooks;
  /** Sum of transfers in the account's asset since the seed; they move equity, never results. */
  transferred(): Decimal;
  /** Wallets plus unrealised result, exact; undefined while an asset that is held has no price. */
  equity(markOf: MarkOf): Decimal | undefined;
  /** The same in plain numbers for every bar; NaN while an asset that is held has no price. */
  equityNumber(markOf: MarkOf): number;
  /** Assets held that have no stated price, sorted. */
  unpricedAssets(): readonly string[];
}

export interface AccountBookParts {
  /** Prices of assets other than the account's own; by default none is known. */
  readonly priceOf?: AssetPrice;
}

const EMPTY_BOOKS: AccountBooks = {
  asset: 'USDT',
  crossWallet: ZERO,
  positions: [],
  feesPaid: ZERO,
  fundingReceived: ZERO,
  realised: ZERO,
  insuranceCleared: ZERO,
};

/** Empty books, to be seeded by the venue's snapshot. */
export function createAccountBook({ priceOf }: AccountBookParts = {}): AccountBook {
  const cashBook = ({ asset, crossWallet }: AccountBooks): CashBook =>
    createCashBook(asset, crossWallet, priceOf ?? onlyAssetPrice(asset));
  const positions = createHeldPositions();
  const settings = new Map<string, SymbolSetting>();
  let cash = cashBook(EMPTY_BOOKS);
  let sums = sumsOf(EMPTY_BOOKS);
  let transferred = ZERO;
  let positionMode: PositionMode = 'one-way';
  // Counted once a posting, read at every bar.
  let walletsNumber: number | undefined;
  let books: AccountBooks | undefined;

  const changed = (): void => {
    walletsNumber = undefined;
    books = undefined;
  };
  const settingOf = (symbol: string): SymbolSetting =>
    settings.get(symbol) ?? { symbol, leverage: 1, marginMode: 'cross' };
  const wallets = (): Decimal => cash.wallet().plus(positions.isolatedWallets());

  return {
    seed: (snapshot) => {
      cash = cashBook(snapshot.books);
      sums = sumsOf(snapshot.books);
      transferred = ZERO;
      positionMode = snapshot.settings.positionMode;
      settings.clear();
      for (const setting of snapshot.settings.symbols) settings.set(setting.symbol, setting);
      positions.replaceAll(snapshot.books.positions);
      changed();
    },
    applyFill: (fill) => {
      const { leverage, marginMode } = settingOf(fill.symbol);
      const posting = applyFillToPosition(positions.get(fill.symbol, fill.positionSide), fill, leverage, marginMode);
      positions.put(posting.position);
      cash.add(cash.asset, posting.realised.minus(posting.marginMoved));
      cash.add(fill.feeAsset, fill.fee.neg());
      const feesPaid = fill.feeAsset === cash.asset ? sums.feesPaid.plus(fill.fee) : sums.feesPaid;
      sums = { ...sums, realised: sums.realised.plus(posting.realised), feesPaid };
      changed();
      return posting;
    },
    applyFunding: ({ symbol, positionSide, amount }) => {
      const position = positions.get(symbol, positionSide);
      if (settingOf(symbol).marginMode === 'isolated' && !position.quantity.isZero()) {
        positions.put({ ...position, isolatedWallet: position.isolatedWallet.plus(amount) });
      } else {
        cash.add(cash.asset, amount);
      }
      sums = { ...sums, fundingReceived: sums.fundingReceived.plus(amount) };
      changed();
    },
    applyInsurance: ({ asset, amount }) => {
      cash.add(asset, amount);
      if (asset === cash.asset) sums = { ...sums, insuranceCleared: sums.insuranceCleared.plus(amount) };
      changed();
    },
    applyTransfer: ({ asset, amount }) => {
      cash.add(asset, amount);
      if (asset === cash.asset) transferred = transferred.plus(amount);
      changed();
    },
    setLeverage: (symbol, leverage) => void settings.set(symbol, { ...settingOf(symbol), leverage }),
    setMarginMode: (symbol, marginMode) => void settings.set(symbol, { ...settingOf(symbol), marginMode }),
    setting: settingOf,
    positionMode: () => positionMode,
    asset: () => cash.asset,
    crossWallet: () => cash.wallet(),
    position: (symbol, positionSide) => positions.get(symbol, positionSide),
    positions: () => positions.all(),
    books: () => (books ??= { asset: cash.asset, crossWallet: cash.wallet(), positions: positions.all(), ...sums }),
    transferred: () => transferred,
    equity: (markOf) => cash.othersValue()?.plus(wallets()).plus(positions.unrealised(markOf)),
    equityNumber: (markOf) => {
      walletsNumber ??= wallets().toNumber();
      const others = cash.holdsOthers() ? (cash.othersValue()?.toNumber() ?? Number.NaN) : 0;
      return walletsNumber + others + positions.unrealisedNumber(markOf);
    },
    unpricedAssets: () => cash.unpricedAssets(),
  };
}

type PostingSums = Pick<AccountBooks, 'feesPaid' | 'fundingReceived' | 'realised' | 'insuranceCleared'>;

function sumsOf({ feesPaid, fundingReceived, realised, insuranceCleared }: AccountBooks): PostingSums {
  return { feesPaid, fundingReceived, realised, insuranceCleared };
}
