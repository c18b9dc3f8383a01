// When the pages for phones answer to a finger, on a slow phone on a bad line, beside the page one signs in on: it is drawn by the
// same frame and does less.
import { chromium } from "@playwright/test";
import { systemChromium } from "@/scripts/testing/browser";
import { bookVisit } from "../e2e/support/booking";
import { interactiveAfter, scriptBudget, scriptOf, slowPhone } from "../e2e/support/budgets";
import { budget, line, ms, percentile } from "./support/figures";
import { benchServer } from "./support/server";

const rounds = 5;
/** Milliseconds. */
const allowed = 3_000;
const reference = "/sign-in";

const { address, stop } = await benchServer();
const { signedIn } = await import("./support/readers");
const browser = await chromium.launch({
  executablePath: systemChromium(),
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"],
});
try {
  const [technician] = await signedIn("technician@harbour.example", 1);
  const cookies = technician!.cookie.split("; ").map((cookie) => {
    const [name = "", value = ""] = cookie.split("=");
    return { name, value, url: address };
  });
  // Without a service worker: as it is for somebody who comes for the first time.
  const phone = async () => {
    const context = await browser.newContext({
      baseURL: address,
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
      serviceWorkers: "block",
    });
    await context.addCookies(cookies);
    return context;
  };
  const context = await phone();
  const { path } = await bookVisit(context.request, address);
  const pages = [
    ["signing in (reference)", reference],
    ["booking a visit", "/booking"],
    ["following a visit", path],
    ["a technician's day", "/jobs"],
  ] as const;
  // What is loaded at a page's first readings is loaded once in the life of a server.
  for (const [, page] of pages) for (let round = 0; round < 3; round++) await context.request.get(page);
  await context.close();

  console.log(`\na phone: 1.6 Mbit/s, 150 ms, a processor four times as slow; ${rounds} times each\n`);
  line("", "median", "worst", "script");
  const worst: number[] = [];
  const scripts: number[] = [];
  for (const [name, page] of pages) {
    const taken: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const one = await phone();
      const tab = await one.newPage();
      await slowPhone(tab);
      taken.push(await interactiveAfter(tab, page));
      await one.close();
    }
    const plain = await phone();
    const script = await scriptOf(await plain.newPage(), page);
    await plain.close();
    line(name, ms(percentile(taken, 0.5)), ms(Math.max(...taken)), `${script.toFixed(0)} kB`);
    if (page === reference) continue;
    worst.push(percentile(taken, 0.5));
    scripts.push(script);
  }
  console.log();
  const [slowest, heaviest] = [Math.max(...worst), Math.max(...scripts)];
  budget(`interactive: ${ms(slowest)}, at most ${allowed} ms`, slowest <= allowed);
  budget(`script: ${heaviest.toFixed(0)} kB, at most ${scriptBudget} kB`, heaviest <= scriptBudget);
} finally {
  await browser.close();
  await stop();
}
