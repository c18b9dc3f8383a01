import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** Compressed script a page for phones may load: kB of 1000 bytes. */
export const scriptBudget = 150;

/** A phone of some years ago on a bad line: 1.6 Mbit/s, 150 ms there and back, a processor four times as slow. */
export async function slowPhone(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 150,
    downloadThroughput: (1.6 * 1024 * 1024) / 8,
    uploadThroughput: (0.75 * 1024 * 1024) / 8,
  });
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
}

/**
 * What a page loads of script before anybody touches it, as it comes over the line. The server packs tighter what was asked for
 * before, so the page is read until it gets no smaller.
 * @returns kB of 1000 bytes.
 */
export async function scriptOf(page: Page, path: string): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let same = 0; same < 2; ) {
    const bytes = await readScript(page, path);
    same = bytes < least ? 0 : same + 1;
    least = Math.min(least, bytes);
    await page.waitForTimeout(2_000);
  }
  return least / 1000;
}

async function readScript(page: Page, path: string): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  const scripts = new Set<string>();
  let bytes = 0;
  session.on("Network.responseReceived", ({ requestId, type }) => {
    if (type === "Script") scripts.add(requestId);
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  await page.goto(path, { waitUntil: "networkidle" });
  await session.detach();
  return bytes;
}

/**
 * When a page answers to a finger: after its first paint, its document and its last long piece of work.
 * @returns milliseconds since the page was asked for.
 */
export async function interactiveAfter(page: Page, path: string): Promise<number> {
  await page.goto(path, { waitUntil: "networkidle" });
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const ends: number[] = [];
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) ends.push(entry.startTime + entry.duration);
        }).observe({ type: "longtask", buffered: true });
        setTimeout(() => {
          const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
          const paint = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0;
          resolve(Math.max(paint, navigation?.domContentLoadedEventEnd ?? 0, ...ends));
        }, 500);
      }),
  );
}

/** What axe finds wrong on the page as it stands. */
export async function axeFaults(page: Page): Promise<string[]> {
  // In one go, and of what is right only that it is: otherwise axe carries every element of the page into a second one, which takes
  // three times as long. What that serves, frames of other origins, no page has.
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ["violations"] })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .setLegacyMode()
    .analyze();
  return violations.map(
    ({ id, nodes }) => `${id} at ${nodes.map((node) => node.target.join(" ")).join(", ")}`,
  );
}

/**
 * Doubles the size of all text, as browsers do for people who ask for it (WCAG 1.4.4), and looks for what is lost by it.
 * @returns what runs out of the screen or is cut off.
 */
export const lostAtTwiceTheText = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const all = [...document.body.querySelectorAll<HTMLElement>("*")];
    const sizes = all.map((element) => {
      const { fontSize, lineHeight } = getComputedStyle(element);
      return { element, font: Number.parseFloat(fontSize), line: Number.parseFloat(lineHeight) };
    });
    for (const { element, font, line } of sizes) {
      element.style.setProperty("font-size", `${font * 2}px`, "important");
      if (Number.isFinite(line)) element.style.setProperty("line-height", `${line * 2}px`, "important");
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
    const faults: string[] = [];
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth + 1) faults.push(`the page is ${scrollWidth - clientWidth} px too wide`);
    for (const { element } of sizes) {
      const { overflowX, overflowY, display } = getComputedStyle(element);
      const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim());
      const hidden = element.clientWidth <= 1 || display === "inline" || element.closest("[data-may-be-cut]");
      if (!own || hidden || element.matches("option, textarea, input, script, style")) continue;
      const wide = overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1;
      const high = overflowY !== "visible" && element.scrollHeight > element.clientHeight + 1;
      const box = element.getBoundingClientRect();
      if (wide || high || box.right > clientWidth + 1)
        faults.push(`"${element.textContent?.trim().slice(0, 40)}" is cut off`);
    }
    return faults;
  });
