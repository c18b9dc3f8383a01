import type { ReactNode } from "react";
import { PublicFrame } from "@/components/shell/public-frame";

export default function PayerLayout({ children }: { children: ReactNode }) {
  return <PublicFrame layout="top">{children}</PublicFrame>;
}
