// Who asked for a setting of a symbol: the venue answers by symbol alone, and the strategy that asked is to hear its no.
import type { SetLeverageCommand, SetMarginModeCommand } from '../domain/command.ts';
import type { SymbolledIntent } from '../execution/follow-ups.ts';

export type SettingCommand = SetLeverageCommand | SetMarginModeCommand;

export interface SettingRequest {
  readonly strategyId: string;
  readonly ref: string | null;
}

export interface SettingRequests {
  /** The intents that are handled from now on; a setting that is sent was asked for by one of them. */
  speak(strategyId: string, wishes: readonly SymbolledIntent[]): void;
  sent(command: SettingCommand): void;
  /** The oldest request that the venue has not answered, and now has; undefined where nobody here asked. */
  answered(kind: SettingCommand['kind'], symbol: string): SettingRequest | undefined;
}

export function createSettingRequests(): SettingRequests {
  const unanswered = new Map<string, SettingRequest[]>();
  let speaker = '';
  let spoken: readonly SymbolledIntent[] = [];

  return {
    speak: (strategyId, wishes) => {
      speaker = strategyId;
      spoken = wishes;
    },
    sent: ({ kind, symbol }) => {
      const wish = spoken.find((one) => one.symbol === symbol && one.intent.kind === kind);
      if (wish === undefined) return;
      const key = `${kind} ${symbol}`;
      const request = { strategyId: speaker, ref: wish.intent.ref ?? null };
      unanswered.set(key, [...(unanswered.get(key) ?? []), request]);
    },
    answered: (kind, symbol) => unanswered.get(`${kind} ${symbol}`)?.shift(),
  };
}
