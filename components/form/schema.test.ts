import { expect, it } from "vitest";
import { formSchema } from "./schema";

const check = (amount: string, positive?: boolean) => {
  const schema = formSchema([{ name: "amount", label: "Amount", kind: "money", positive }], (key) => key);
  const { error } = schema.safeParse({ amount: { amount, currency: "USD" } });
  return error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`) ?? [];
};

it("marks an amount that is nothing or less, where there has to be some", () => {
  for (const amount of ["0", "0.00", "-5"]) expect(check(amount, true)).toEqual(["amount.amount: positive"]);
  expect(check("0.01", true)).toEqual([]);
  expect(check("-5")).toEqual([]);
  expect(check("five", true)).toEqual(["amount.amount: money"]);
});
