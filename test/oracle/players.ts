// Who plays the scenarios.
import { createSimulatedExchange } from '../../backtest/exchange/simulated-exchange.ts';
import { playOnExchange, playOnOracle, type PlayScenario } from './scenario.ts';

export const playOnSimulatedExchange: PlayScenario = playOnExchange(createSimulatedExchange);

export const players: readonly { readonly name: string; readonly play: PlayScenario }[] = [
  { name: 'the oracle', play: playOnOracle },
  { name: 'the simulated exchange', play: playOnSimulatedExchange },
];
