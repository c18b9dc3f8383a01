import type { ReactNode } from "react";
import { ClientMessages } from "@/components/client-messages";
import { PublicFrame } from "@/components/shell/public-frame";

/** What customers see carries no more script than a phone in a basement can load. */
export default function BookingLayout({ children }: { children: ReactNode }) {
  return (
    <ClientMessages namespaces={["booking"]}>
      <PublicFrame layout="column">{children}</PublicFrame>
    </ClientMessages>
  );
}
