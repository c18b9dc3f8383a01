import type { ReactNode } from "react";
import { PublicFrame } from "@/components/shell/public-frame";

export default function SecureLinkLayout({ children }: { children: ReactNode }) {
  return <PublicFrame layout="top">{children}</PublicFrame>;
}
