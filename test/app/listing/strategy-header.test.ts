import { expect, test } from 'vitest';
import { headerSentence } from '../../../app/listing/strategy-header.ts';

test.each<[string, string, string | null]>([
  [
    'the idea, where one is named',
    '// Cross\n// Idea:   buy low,\n//         sell high. And more.\n// Market: any.\ncode',
    'Buy low, sell high.',
  ],
  ['the first sentence of lines', '// Follows a trend. Or so it hopes.\ncode', 'Follows a trend.'],
  ['a heading without a full stop', "// My cross\nimport 'sluice';", 'My cross'],
  ['a block comment', '/**\n * Follows a trend\n * of 1.5 days. More.\n */\ncode', 'Follows a trend of 1.5 days.'],
  ['nothing where code comes first', "import 'sluice';\n// Later.", null],
  ['nothing in an empty file', '', null],
  ['what follows a first line for the shell', '#!/usr/bin/env node\n// Says hello.\ncode', 'Says hello.'],
])('a header says %s', (_name, source, sentence) => {
  expect(headerSentence(source)).toBe(sentence);
});
