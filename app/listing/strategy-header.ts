// What the author of a strategy says of it: the comment its file opens with.

/**
 * The first sentence of what the opening comment says: of its `Idea:` where it names one, else of the whole. Null where the
 * file opens with no comment.
 */
export function headerSentence(source: string): string | null {
  const lines = openingComment(source);
  const idea = lines.findIndex((line) => line.startsWith('Idea:'));
  const paragraph = idea < 0 ? lines : ideaOf(lines.slice(idea));
  const text = paragraph.join(' ').replace(/\s+/g, ' ').trim();
  const [sentence = ''] = /^.*?[.!?](?=\s|$)/.exec(text) ?? [text];
  return sentence === '' ? null : `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`;
}

/** The lines under the label, up to the next label. */
function ideaOf([first = '', ...rest]: readonly string[]): readonly string[] {
  const end = rest.findIndex((line) => /^[A-Z][a-z]+:/.test(line));
  return [first.replace(/^Idea:/, ''), ...(end < 0 ? rest : rest.slice(0, end))];
}

/** The lines of the first comment without its marks; none where code comes first. */
function openingComment(source: string): readonly string[] {
  const text = source
    .replace(/^\uFEFF/, '')
    .replace(/^#!.*\n/, '')
    .trimStart();
  const [block] = /^\/\*[\s\S]*?\*\//.exec(text) ?? [];
  if (block !== undefined) {
    return block
      .replace(/^\/\*+|\*+\/$/g, '')
      .split('\n')
      .map((line) => line.replace(/^\s*\*?\s?/, '').trimEnd());
  }
  const lines = text.split('\n');
  const end = lines.findIndex((line) => !line.startsWith('//'));
  return lines.slice(0, end < 0 ? lines.length : end).map((line) => line.replace(/^\/\/\s?/, '').trimEnd());
}
