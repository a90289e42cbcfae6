-- Reconciling (对账, D2): what a unit received in a period.

-- +goose Up
create index dispatch_received on dispatch (organization_id, dispatched_at desc, id desc);
