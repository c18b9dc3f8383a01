"use client";

import type { ReactNode } from "react";
import { v7 as newKey } from "uuid";
import { useCommandDoor } from "@/components/form/command-context";
import { Link } from "@/components/ui/link";

export type InboxLinkProps = {
  id: string;
  href: string;
  unread: boolean;
  className?: string;
  children: ReactNode;
};

/** Leads to what a message is about, and marks the message as read on the way. */
export function InboxLink({ id, href, unread, className, children }: InboxLinkProps) {
  const { execute, page } = useCommandDoor();
  return (
    <Link
      href={href}
      className={className}
      onClick={() => {
        // Whether it was noted must not keep anybody from going there.
        if (unread)
          execute("inbox-items.read", { inboxItemId: id }, { idempotencyKey: newKey(), page }).catch(
            () => {},
          );
      }}
    >
      {children}
    </Link>
  );
}
