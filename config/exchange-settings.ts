// Section `exchange`: what the simulated exchange assumes about the market. What it needs to know about the account stands
// in section `account`, once.
import { type ExchangeSettings, exchangeSettingsSchema } from '../backtest/exchange/settings.ts';
import type { AccountSettings } from './account-settings.ts';
import type { z } from 'zod';

export const exchangeSectionSchema = exchangeSettingsSchema.omit({
  positionMode: true,
  multiAssets: true,
  leverage: true,
  marginMode: true,
  symbols: true,
});

export type ExchangeSection = z.output<typeof exchangeSectionSchema>;

/** Both sections joined to what the exchange takes. */
export function exchangeSettingsOf(section: ExchangeSection, account: AccountSettings): ExchangeSettings {
  const { positionMode, multiAssets, leverage, marginMode, symbols } = account;
  return {
    ...section,
    positionMode,
    multiAssets,
    leverage,
    marginMode,
    symbols: Object.fromEntries(
      Object.entries(symbols).map(([symbol, own]) => [
        symbol,
        { leverage: own.leverage ?? leverage, marginMode: own.marginMode ?? marginMode },
      ]),
    ),
  };
}
