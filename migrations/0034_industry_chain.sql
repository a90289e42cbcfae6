-- Industry chains (产业链, A16) with their heads, the one department that answers for each and the enterprises along it; and liaisons
-- (联络员, A15).

-- +goose Up
create table industry_chain (
  id            uuid primary key,
  name          text not null constraint industry_chain_name_length check (length(btrim(name)) between 2 and 40),
  division_code text collate "C" not null references division,
  department_id uuid not null references organization, -- one, and never none
  saved_by      uuid not null references person,
  saved_at      timestamptz not null,
  constraint industry_chain_name_unique unique (division_code, name)
);
create index industry_chain_department_id on industry_chain (department_id);

-- A leader may head several chains, and a chain have several heads.
create table chain_head (
  chain_id  uuid not null references industry_chain,
  person_id uuid not null references person,
  primary key (chain_id, person_id)
);
create index chain_head_person_id on chain_head (person_id);

create table chain_member (
  chain_id      uuid not null references industry_chain,
  enterprise_id uuid not null references enterprise,
  joined_by     uuid not null references person,
  joined_at     timestamptz not null,
  primary key (chain_id, enterprise_id)
);
create index chain_member_enterprise_id on chain_member (enterprise_id);

-- Whom to call about a chain, an enterprise or at a department. Whoever was one stays here.
create table liaison (
  id              uuid primary key,
  chain_id        uuid references industry_chain,
  enterprise_id   uuid references enterprise,
  organization_id uuid references organization,
  scope           text not null generated always as (case when chain_id is not null then 'CHAIN' when enterprise_id is not null then 'ENTERPRISE' else 'DEPARTMENT' end) stored,
  person_id       uuid references person, -- where the liaison has an account
  name            text not null constraint liaison_name_length check (length(btrim(name)) between 1 and 40),
  post            text constraint liaison_post_length check (length(post) between 1 and 40),
  phone           text not null constraint liaison_phone_shape check (phone ~ '^\+?[0-9][0-9-]{4,18}[0-9]$'),
  saved_by        uuid not null references person,
  saved_at        timestamptz not null,
  ended_at        timestamptz,
  constraint liaison_about_one check (num_nonnulls(chain_id, enterprise_id, organization_id) = 1)
);
create unique index liaison_one_a_chain on liaison (chain_id) where ended_at is null;
create index liaison_enterprise_id on liaison (enterprise_id) where enterprise_id is not null;
create index liaison_organization_id on liaison (organization_id) where organization_id is not null;

-- A phone for those who may know whose it is but not call it.
create function masked_phone(phone text) returns text language sql immutable strict parallel safe as
$$ select case when length(phone) >= 8 then left(phone, 3) || '****' || right(phone, 4) else '****' end $$;
