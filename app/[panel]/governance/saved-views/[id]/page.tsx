import { notFound, redirect } from "next/navigation";
import type { RecordPageProps } from "@/components/console/page-props";
import { readerOf } from "@/components/console/reader";
import { listPathOf } from "@/lib/core/resource/list-path";
import { viewNamed } from "@/lib/governance/saved-views/read";
import { resources } from "@/lib/registry";

/** A view has no page: its address is the list as the view keeps it. */
export default async function SavedViewPage({ params }: RecordPageProps) {
  const [{ caller, href }, { id }] = await Promise.all([readerOf(params), params]);
  const view = await viewNamed(id, caller);
  const resource = view && resources.get(view.resource);
  if (!resource) notFound();
  redirect(`${href(listPathOf(resource))}${view.query === "" ? "" : `?${view.query}`}`);
}
