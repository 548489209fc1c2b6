import type { CheckStrategyOptions } from '../commands/check-strategy.ts';
import { type AddCommand, gather } from './add-command.ts';

export const addCheckStrategy: AddCommand = (program, { world, run }) => {
  program
    .command('check-strategy')
    .description(
      'Check that strategies cannot see ahead: what they emit on a part of the data is what they emit there on the whole. Exit 1 if not.',
    )
    .argument('<file>', 'strategy file (.ts, .js) with --data, or a config (.yaml) with its strategies')
    .option('--data <files>', 'klines of one market, for a strategy file; the symbol is read from the name')
    .option('--symbol <symbol>', 'symbol of --data, where the name does not begin with it')
    .option('--interval <interval>', 'interval of --data, where it is not to be read from the times')
    .option('--mark <files>', 'mark-price klines beside --data')
    .option('--funding <files>', 'settled funding rates beside --data')
    .option('--instruments <file>', 'trading rules, in the shape of exchangeInfo (default: those of the examples)')
    .option('--brackets <file>', 'leverage brackets (default: those of the examples, or none)')
    .option('--param <name=value>', 'a parameter of the strategy, as often as needed: --param fast=10', gather, [])
    .option('--from <time>', 'first instant, ISO 8601, by open time, inclusive; UTC unless it has an offset')
    .option('--to <time>', 'end, exclusive')
    .option('--set <path=value>', 'set one setting, as often as needed: --set account.leverage=5', gather, [])
    .option('--cuts <number>', 'points at which the data is cut', '24')
    .option('--starts <number>', 'runs that begin later', '3')
    .option('--seed <number>', 'seed of cuts, starts and other prices', '1')
    .option('--strict', 'let warnings and a dependence on the start fail the check too')
    .option('--json', 'print the result alone, as JSON, on stdout')
    .action(async (file: string, options: CheckStrategyOptions) => {
      const { checkStrategyCommand } = await import('../commands/check-strategy.ts');
      await run(checkStrategyCommand(file, options, world));
    });
};
