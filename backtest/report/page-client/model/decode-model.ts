// The run's data out of the page: base64 of gzip of JSON, in a script element that the browser does not run.
import type { CompareModel, ReportModel } from '../../page/report-model.ts';

export type PageModel = ReportModel | CompareModel;

/** What the page was given; null where nothing was put in. Throws where it was cut short or changed. */
export async function decodeModel(source: HTMLElement): Promise<PageModel | null> {
  const text = source.textContent.trim();
  if (text === '') return null;
  const unzipped = new Blob([bytesOf(text)]).stream().pipeThrough(new DecompressionStream('gzip'));
  return JSON.parse(await new Response(unzipped).text()) as PageModel;
}

/** The bytes that a base64 text stands for. */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index);
  return bytes;
}
