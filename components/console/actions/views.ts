"use server";

import type { SavedView } from "@/components/table/types";
import { perform } from "@/lib/core/command";
import { currentCaller } from "@/lib/governance/auth/current-caller";
import { type DrawnFor, requireSame } from "@/lib/governance/auth/drawn-for";
import { deleteView } from "@/lib/governance/saved-views/delete";
import { viewsOf } from "@/lib/governance/saved-views/read";
import { saveView } from "@/lib/governance/saved-views/save";
import "@/lib/registry";

/** The views of a list its reader may choose. */
export async function listViews(resource: string): Promise<SavedView[]> {
  return viewsOf(resource, await currentCaller());
}

/** Keeps a list's state, or with `id` changes what is kept. Rejects when the name is taken. */
export async function keepView(
  page: DrawnFor,
  resource: string,
  view: { id?: string; name: string; query: string; shared: boolean },
): Promise<SavedView> {
  const { id, name, query, shared } = view;
  const caller = await currentCaller();
  requireSame(page, caller);
  const kept = await perform(saveView, { savedViewId: id, resource, name, query, shared }, caller);
  return { id: kept.savedViewId, name: kept.name, query: kept.query, shared: kept.shared, mine: true };
}

/** Forgets a view. Rejects when it is not the reader's own. */
export async function removeView(page: DrawnFor, id: string): Promise<void> {
  const caller = await currentCaller();
  requireSame(page, caller);
  await perform(deleteView, { savedViewId: id }, caller);
}
