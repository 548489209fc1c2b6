// Starts the page: reads the run, or the runs, out of it and draws what they are.
import { comparePage } from './compare/compare-page.ts';
import { element } from './dom/element.ts';
import { decodeModel, type PageModel } from './model/decode-model.ts';
import { footer } from './page/footer.ts';
import { type Page, reportPage } from './page/report-page.ts';
import { createTheme } from './page/theme.ts';
import { topBar } from './page/top-bar.ts';

async function start(): Promise<void> {
  const place = document.querySelector<HTMLElement>('#page');
  const source = document.querySelector<HTMLElement>('#model');
  if (place === null || source === null) return;
  let page: Page | null = null;
  const theme = createTheme(() => page?.recolour());
  try {
    const model = await decodeModel(source);
    // The text is megabytes long and was read: nobody needs it twice.
    source.textContent = '';
    if (model === null) throw new Error('no run was put into it');
    page = pageOf(model);
    document.title = `${page.title} · sluice`;
    place.before(topBar(page.title, page.sections, theme.control));
    place.replaceChildren(...page.sections);
    place.after(footer(versionOf(model)));
    page.start();
    document.documentElement.dataset['state'] = 'ready';
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    place.replaceChildren(
      element(
        'p',
        { class: 'loading', role: 'alert' },
        `This report cannot be shown: ${why}. Write it again with: sluice report FOLDER`,
      ),
    );
    throw error;
  }
}

function pageOf(model: PageModel): Page {
  return model.kind === 'compare' ? comparePage(model) : reportPage(model);
}

function versionOf(model: PageModel): string {
  return model.kind === 'compare' ? (model.runs[0]?.summary.version ?? '') : model.summary.version;
}

void start();
