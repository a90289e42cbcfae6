-- The policy book (《惠企政策一本通》, domain D1, F1): policies with their clauses, as the office of an area publishes them.

-- +goose Up
-- A unit of GB/T 2260 with all that hold it: 430502 -> {430502, 430500, 430000}. "Of this area or of one above" is = any(area_chain(code)).
create function area_chain(code text) returns text[] language sql immutable strict parallel safe as
$$ select array(select distinct c from unnest(array[code, left(code, 6), left(code, 4) || '00', left(code, 2) || '0000']) c
     where starts_with(code, area_from(c))) $$;

create table policy (
  id              uuid primary key,
  division_code   text collate "C" not null references division, -- whose enterprises it is for, and those below
  title           text not null constraint policy_title_length check (length(btrim(title)) between 2 and 120),
  issuer          text not null constraint policy_issuer_length check (length(btrim(issuer)) between 2 and 100),
  document_number text constraint policy_document_number_length check (length(document_number) <= 60),
  issued_on       date not null,
  valid_to        date,
  sectors         text[] not null default '{}' constraint policy_sectors_known -- none: every industry
                    check (sectors <@ array['INDUSTRY', 'CONSTRUCTION', 'TRADE_CATERING', 'SERVICE', 'AGRICULTURE']),
  amount          text constraint policy_amount_length check (length(amount) <= 200),
  apply_mode      text not null constraint policy_apply_mode_known check (apply_mode in ('NO_APPLICATION', 'INSTANT', 'NORMAL')),
  phone           text constraint policy_phone_length check (length(phone) <= 30),
  url             text constraint policy_url_length check (length(url) <= 500),
  version         int not null default 1,
  published_by    uuid not null references person,
  published_at    timestamptz not null,
  changed_by      uuid not null references person,
  changed_at      timestamptz not null,
  withdrawn_at    timestamptz,
  withdrawn_by    uuid references person,
  withdraw_reason text constraint policy_withdraw_reason_length check (length(withdraw_reason) <= 500),
  search_grams    text[] not null generated always as (grams(title || ' ' || issuer || ' ' || coalesce(document_number, ''))) stored,
  content_hash    bytea not null,
  constraint policy_days_ordered check (valid_to >= issued_on),
  constraint policy_withdrawn_whole check ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null) = (withdraw_reason is null))
);
create index policy_division_code on policy (division_code, issued_on desc, id desc);
create index policy_issued_on on policy (issued_on desc, id desc);
create index policy_search_grams on policy using gin (search_grams);

create table policy_clause (
  id        text primary key generated always as (policy_id::text || '-' || position::text) stored,
  policy_id uuid not null references policy,
  position  int not null,
  heading   text not null constraint policy_clause_heading_length check (length(btrim(heading)) between 1 and 60),
  text      text not null constraint policy_clause_text_length check (length(btrim(text)) between 2 and 2000),
  url       text constraint policy_clause_url_length check (length(url) <= 500), -- the clause's own place in the original
  constraint policy_clause_once unique (policy_id, position)
);
