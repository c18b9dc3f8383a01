import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";
import { signIns } from "@/lib/governance/sign-ins/resource";

export const generateMetadata = titled(`${signIns.module}.resources.${signIns.name}.label`);

export default async function SignInsPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, signIns.permission);
  return <ResourcePage reader={reader} resource={signIns} searchParams={searchParams} />;
}
