"use client";

import { Building2, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/link";
import { Spinner } from "@/components/ui/spinner";
import { StateBadge, type StateOption } from "@/components/ui/state-badge";

export type TreeNode = {
  id: string;
  name: string;
  number: string;
  kind: string;
  state: string;
  /** How many organizations stand directly below it. */
  children: number;
  /** Those below it, when they are known already. */
  known?: TreeNode[];
  /** Where those that are not known yet begin. */
  cursor?: string | null;
};

type Words = { kinds: Record<string, string>; states: StateOption[]; recordHref: string };

export type OrganizationTreeProps = Words & { roots: TreeNode[]; label: string };

const pageSize = 100;

/** The organizations one works with as a tree; what is below one is fetched when it is opened. */
export function OrganizationTree({ roots, label, ...words }: OrganizationTreeProps) {
  return (
    <ul aria-label={label} className="py-1">
      {roots.map((node) => (
        <Branch key={node.id} node={node} depth={0} {...words} />
      ))}
    </ul>
  );
}

type Below =
  | { state: "closed" | "busy" | "failed"; nodes: TreeNode[]; cursor: string | null }
  | { state: "open"; nodes: TreeNode[]; cursor: string | null };

function Branch({ node, depth, ...words }: Words & { node: TreeNode; depth: number }) {
  const t = useTranslations("core.console.tree");
  const [below, setBelow] = useState<Below>({
    state: node.known ? "open" : "closed",
    nodes: node.known ?? [],
    cursor: node.cursor ?? null,
  });
  const open = below.state !== "closed";

  async function load(cursor: string | null) {
    setBelow((before) => ({ ...before, state: "busy" }));
    try {
      const page = await childrenOf(node.id, cursor);
      setBelow((before) => ({
        state: "open",
        nodes: cursor ? [...before.nodes, ...page.nodes] : page.nodes,
        cursor: page.cursor,
      }));
    } catch {
      setBelow((before) => ({ ...before, state: "failed" }));
    }
  }

  function toggle() {
    if (open) setBelow((before) => ({ ...before, state: "closed" }));
    else if (below.nodes.length > 0) setBelow((before) => ({ ...before, state: "open" }));
    else void load(null);
  }

  return (
    <li>
      <div
        className="flex min-h-row items-center gap-2 pr-4 hover:bg-hover"
        style={{ paddingLeft: `calc(8px + ${depth} * min(20px, 4vw))` }}
      >
        {node.children > 0 ? (
          <button
            type="button"
            aria-expanded={open}
            aria-label={t("below", { name: node.name })}
            onClick={toggle}
            className="grid size-6 shrink-0 cursor-pointer place-items-center rounded-sm text-ink-3 hover:text-ink pointer-coarse:size-11"
          >
            <ChevronRight aria-hidden className={cn("size-4 transition-transform", open && "rotate-90")} />
          </button>
        ) : (
          <span className="size-6 shrink-0 pointer-coarse:size-11" />
        )}
        <Building2 aria-hidden className="size-4 shrink-0 text-ink-3 max-sm:hidden" />
        <Link
          href={words.recordHref.replace(":id", node.id)}
          className="min-w-0 truncate text-accent text-sm hover:underline"
        >
          {node.name}
        </Link>
        <span className="figures shrink-0 font-mono text-ink-3 text-xs max-md:hidden">{node.number}</span>
        <span className="ml-auto flex shrink-0 items-center gap-3">
          {node.children > 0 ? (
            <span className="figures text-ink-3 text-xs max-sm:hidden">
              {t("count", { count: node.children })}
            </span>
          ) : null}
          <Badge className="max-sm:hidden">{words.kinds[node.kind] ?? node.kind}</Badge>
          <StateBadge value={node.state} options={words.states} />
        </span>
      </div>
      {open ? (
        <ul>
          {below.nodes.map((child) => (
            <Branch key={child.id} node={child} depth={depth + 1} {...words} />
          ))}
          <Rest below={below} depth={depth + 1} more={() => void load(below.cursor)} />
        </ul>
      ) : null}
    </li>
  );
}

function Rest({ below, depth, more }: { below: Below; depth: number; more: () => void }) {
  const t = useTranslations("core.console.tree");
  const style = { paddingLeft: `calc(40px + ${depth} * min(20px, 4vw))` };
  if (below.state === "busy")
    return (
      <li className="flex min-h-row items-center" style={style}>
        <Spinner />
      </li>
    );
  if (below.state === "failed" || below.cursor)
    return (
      <li className="flex min-h-row items-center gap-2 text-sm" style={style}>
        {below.state === "failed" ? <span className="text-danger">{t("failed")}</span> : null}
        <Button look="link" onClick={more}>
          {below.state === "failed" ? t("retry") : t("more")}
        </Button>
      </li>
    );
  return null;
}

async function childrenOf(parentId: string, cursor: string | null) {
  const query = new URLSearchParams({
    parentId,
    sort: "name",
    limit: String(pageSize),
    columns: "number,name,kind,state,children",
    ...(cursor ? { cursor } : {}),
  });
  const response = await fetch(`/api/v1/organizations?${query}`);
  if (!response.ok) throw new Error(`the tree answered ${response.status}`);
  const body = (await response.json()) as { data: TreeNode[]; nextCursor: string | null };
  return { nodes: body.data, cursor: body.nextCursor };
}
