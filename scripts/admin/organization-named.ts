import { prisma } from "@/lib/core/db";

/** The id of the organization with an id, number or name. @throws Error with a sentence when it is not one. */
export async function organizationNamed(text: string): Promise<string> {
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
  const found = await prisma.organization.findMany({
    where: isId ? { id: text } : { OR: [{ number: text }, { name: text }] },
    select: { id: true, number: true },
    take: 2,
  });
  if (found.length === 1) return found[0]!.id;
  throw new Error(
    found.length === 0
      ? `There is no organization "${text}".`
      : `Several organizations are called "${text}"; give a number such as ${found[0]!.number}.`,
  );
}
