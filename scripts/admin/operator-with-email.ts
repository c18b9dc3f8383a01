import { prisma } from "@/lib/core/db";

/** The id of the operator with an e-mail address. @throws Error with a sentence when there is none. */
export async function operatorWithEmail(email: string): Promise<string> {
  const operator = await prisma.operator.findUnique({
    where: { email: email.toLowerCase() },
    select: { id: true },
  });
  if (!operator) throw new Error(`There is no operator ${email}.`);
  return operator.id;
}
