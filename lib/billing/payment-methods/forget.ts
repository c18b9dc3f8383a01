import { asking } from "@/lib/commerce/providers/asking";
import { providerNamed } from "@/lib/commerce/providers/current";
import { prisma } from "@/lib/core/db";

/** Has the provider forget a method that was detached here. A repeat is no error. @throws unavailable when it does not answer. */
export async function forgetAtProvider(paymentMethodId: string): Promise<void> {
  const method = await prisma.paymentMethod.findUniqueOrThrow({
    where: { id: paymentMethodId },
    select: { provider: true, providerRef: true },
  });
  await asking(() => providerNamed(method.provider).detachMethod(method.providerRef));
}
