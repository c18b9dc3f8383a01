import { expect, test } from "@playwright/test";
import { operators, signIn, stateOf } from "./support/operator";

for (const email of operators)
  test(`${email} signs in with password and code`, async ({ page }) => {
    await signIn(page, email);
    await expect(page).toHaveURL(homeOf(email));
    await page.context().storageState({ path: stateOf(email) });
  });

const homeOf = (email: string): RegExp =>
  email.startsWith("technician") ? /\/jobs$/ : email.endsWith("harbour.example") ? /\/ops/ : /\/tenant/;
