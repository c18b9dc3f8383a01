-- AlterEnum
ALTER TYPE "refund_state" ADD VALUE 'to_send' AFTER 'processing';
