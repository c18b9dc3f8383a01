"use client";

import type { CommandSpec } from "../form/command";
import { Icon } from "../shell/icon";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "../ui/dropdown-menu";
import type { OverlayProps } from "../ui/lazy-overlay";

export type MoreActionsProps = { actions: CommandSpec[]; onChoose: (spec: CommandSpec) => void };

export function MoreActions({ actions, onChoose, trigger, defaultOpen }: MoreActionsProps & OverlayProps) {
  return (
    <DropdownMenu defaultOpen={defaultOpen}>
      <DropdownMenuTrigger asChild>{trigger}</DropdownMenuTrigger>
      <DropdownMenuContent>
        {actions.map((spec) => (
          <DropdownMenuItem key={spec.command} danger={spec.danger} onSelect={() => onChoose(spec)}>
            {spec.icon ? <Icon name={spec.icon} /> : null}
            {spec.label}
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
