import { z } from "zod";
import { command } from "@/lib/core/command";
import { object } from "@/lib/core/input";
import { own } from "@/lib/core/scope";
import { requirePerson } from "@/lib/governance/auth/person";

/** The language an operator is written to in. */
export const setLanguage = command({
  name: "operators.set-language",
  permission: null,
  input: object({ locale: z.enum(["en", "zh"]) }),
  scope: own(),
  async run({ input: { locale }, tx, caller, audit, now }) {
    const { operatorId } = requirePerson(caller);
    const before = await tx.operator.findUniqueOrThrow({
      where: { id: operatorId },
      select: { name: true, locale: true },
    });
    await tx.operator.update({
      where: { id: operatorId },
      data: { locale, updatedAt: now },
      select: { id: true },
    });
    audit.target({ type: "operators", id: operatorId, label: before.name });
    audit.change({ locale: before.locale }, { locale });
    return { operatorId, locale };
  },
});
