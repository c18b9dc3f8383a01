import type { Page, Response } from "@playwright/test";

/**
 * Opens a page and waits until everything on it that can be pressed or filled in answers: people are slower than the script of
 * a page, tests are not.
 */
export async function open(page: Page, path: string): Promise<Response | null> {
  const response = await page.goto(path);
  await answers(page);
  return response;
}

/** The same after the page was loaded again. */
export async function reload(page: Page): Promise<void> {
  await page.reload();
  await answers(page);
}

// React keeps what it knows of an element at the element, once it answers for it. Hidden fields carry what a form without script needs.
const answers = (page: Page) =>
  page.waitForFunction(() =>
    [...document.querySelectorAll("button, input:not([type=hidden]), select, textarea")].every((element) =>
      Object.keys(element).some((key) => key.startsWith("__reactProps$")),
    ),
  );
