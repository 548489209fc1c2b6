// What stands between a market event and an intent: the mailbox, the streams of one market, the host that takes intents.
import { map, type Observable } from 'rxjs';
import { z } from 'zod';
import type { Intent } from '../../engine/domain/intent.ts';
import { createVirtualClock } from '../../engine/clock/virtual-clock.ts';
import { crossing } from '../../engine/indicators/crossing.ts';
import { sma } from '../../engine/indicators/sma.ts';
import { studies } from '../../engine/indicators/studies.ts';
import { createKlineChannel, type KlineChannel } from '../../engine/market/kline-channel.ts';
import { defineStrategy } from '../../engine/strategy/define-strategy.ts';
import { createStrategyHost } from '../../engine/strategy/host.ts';
import { target } from '../../engine/strategy/intents.ts';
import { createMarketStreams } from '../../engine/strategy/market-streams.ts';
import { createMailbox } from '../../engine/trader/mailbox.ts';
import { FAST, SLOW } from '../data/always-in-terms.ts';
import { randomKlines } from '../data/random-klines.ts';
import { benchRules, SYMBOL } from '../data/rules.ts';
import { timePasses } from '../time-passes.ts';
import type { Measured } from '../sample.ts';

/** An event in, handled, quiet again. */
export function mailboxPart(count: number): Measured {
  return timePasses(count, () => {
    let handled = 0;
    let quiet = 0;
    const mailbox = createMailbox<{ readonly step: number }>(
      ({ step }) => (handled += step),
      () => (quiet += 1),
    );
    return () => {
      for (let index = 0; index < count; index += 1) mailbox.post({ step: 1 });
      if (handled !== count || quiet !== count) throw new Error('the mailbox lost an event');
    };
  });
}

/** A kline told to a strategy's stream, through two averages and their crossing. */
export function streamsPart(count: number): Measured {
  const klines = randomKlines(count);
  return timePasses(count, () => {
    const channel = channelOf();
    let crossed = 0;
    channel
      .stream(0)
      .pipe(studies({ fast: sma(FAST), slow: sma(SLOW) }), crossing())
      .subscribe(() => (crossed += 1));
    return () => {
      for (const kline of klines) channel.tell(kline);
      if (crossed === 0) throw new Error('the averages never crossed');
    };
  });
}

/** A kline told to a strategy that answers each with an intent, which the host takes, judges and posts. */
export async function hostPart(count: number): Promise<Measured> {
  const { instrument } = await benchRules();
  const klines = randomKlines(count);
  return timePasses(count, () => {
    const clock = createVirtualClock(0);
    let posted = 0;
    const channels: KlineChannel[] = [];
    const streams = createMarketStreams({
      ...{ role: 'main', symbol: SYMBOL, instrument },
      openInterval: () => undefined,
      onChannel: (channel) => channels.push(channel),
      askHistory: () => undefined,
      duringWarmup: (tell) => {
        tell();
      },
      wantStream: () => undefined,
      readFeed: () => 'live',
      readPositions: () => [],
      readWorkingOrders: () => [],
    });
    const host = createStrategyHost({
      ...{ strategyId: 's1', definition: everyKline, params: {}, markets: [streams], clock },
      random: () => 0,
      log: { write: () => undefined },
      readEquity: () => ({ time: 0, equity: 0 }),
      post: () => (posted += 1),
      isTurn: () => true,
      onQuarantine: ({ message }) => {
        throw new Error(message);
      },
    });
    host.start();
    const [channel] = channels;
    if (channel === undefined) throw new Error('the strategy listens to nothing');
    return () => {
      for (const kline of klines) {
        clock.advanceTo(kline.closeTime);
        channel.tell(kline);
      }
      if (posted !== count) throw new Error('the host lost an intent');
    };
  });
}

const everyKline = defineStrategy({
  name: 'every-kline',
  params: z.object({}),
  run: (context): Observable<Intent> => context.klines('1m').pipe(map(() => target({ quantity: 1 }))),
});

function channelOf(): KlineChannel {
  return createKlineChannel({
    symbol: SYMBOL,
    interval: '1m',
    askHistory: () => undefined,
    duringWarmup: (tell) => {
      tell();
    },
  });
}
