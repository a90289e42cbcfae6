-- One-time evaluation links (扫码评价, domain E1): an enterprise scores without an account.

-- +goose Up
create table evaluation_link (
  id         uuid primary key,
  problem_id uuid not null references problem,
  round      int not null,
  token_hash bytea not null constraint evaluation_link_token_unique unique, -- SHA-256; the token itself is nowhere
  issued_by  uuid not null references person,
  issued_at  timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz, -- when a newer one took its place
  used_at    timestamptz,
  constraint evaluation_link_one_end check (revoked_at is null or used_at is null)
);
create unique index evaluation_link_one_live on evaluation_link (problem_id) where revoked_at is null and used_at is null;
create index evaluation_link_problem_id on evaluation_link (problem_id);

-- A score is somebody's, or came by a link.
alter table evaluation alter column person_id drop not null;
alter table evaluation add column link_id uuid references evaluation_link constraint evaluation_link_scores_once unique;
alter table evaluation add constraint evaluation_by_one check ((person_id is null) <> (link_id is null));
