import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";
import { paymentAttempts } from "@/lib/commerce/payment-attempts/resource";

export const generateMetadata = titled("commerce.resources.payment-attempts.label");

export default async function PaymentAttemptsPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, paymentAttempts.permission);
  return <ResourcePage reader={reader} resource={paymentAttempts} searchParams={searchParams} />;
}
