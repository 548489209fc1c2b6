// Where a page lies, said on stdout, and the page itself on the screen where that was asked for.
import type { World } from './world.ts';

/** Says `<what> in <path>` unless `isQuiet`, and opens the page for `--open`; where nothing can open it, a sentence says so. */
export async function showPage(
  path: string,
  { what, open, world }: { readonly what: string | null; readonly open: boolean; readonly world: World },
): Promise<void> {
  if (what !== null) world.stdout.write(`${what} in ${path}\n`);
  if (!open || (await world.openFile(path))) return;
  world.stderr.write(`this machine has nothing to open the page with; it lies in ${path}\n`);
}
