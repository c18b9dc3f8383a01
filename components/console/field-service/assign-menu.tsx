"use client";

import { Shuffle, UserRound } from "lucide-react";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { OverlayProps } from "@/components/ui/lazy-overlay";
import type { BoardTechnician } from "@/lib/field-service/board/read";

export type AssignMenuProps = {
  technicians: BoardTechnician[];
  automatic: string;
  /** Called with the technician, or null to have one chosen. */
  onGive: (technicianId: string | null) => void;
};

/** Who takes a ticket: nothing happens before something is chosen, whatever keys lead there. */
export function AssignMenu({
  technicians,
  automatic,
  onGive,
  trigger,
  defaultOpen,
}: AssignMenuProps & OverlayProps) {
  return (
    <DropdownMenu defaultOpen={defaultOpen}>
      <DropdownMenuTrigger asChild>{trigger}</DropdownMenuTrigger>
      <DropdownMenuContent align="start">
        <DropdownMenuItem onSelect={() => onGive(null)}>
          <Shuffle aria-hidden />
          {automatic}
        </DropdownMenuItem>
        {technicians.map(({ id, name, centre }) => (
          <DropdownMenuItem key={id} onSelect={() => onGive(id)}>
            <UserRound aria-hidden />
            <span className="min-w-0 flex-1 truncate">{name}</span>
            <span className="text-ink-3 text-xs">{centre}</span>
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
