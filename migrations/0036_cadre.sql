-- Cadres (联企干部): their rank (A2), what those who live at an enterprise do there day by day (驻企日志), and their duties and disciplines (A13).

-- +goose Up
alter table person add column rank text constraint person_rank_known check (rank in ('LEADER', 'SECTION', 'STAFF')); -- null: no cadre, or not known

-- A resident cadre's day at the enterprise: one for each link and day.
create table resident_log (
  id            uuid primary key,
  assignment_id uuid not null references assignment,
  person_id     uuid not null references person,
  enterprise_id uuid not null references enterprise,
  division_code text collate "C" not null references division, -- the enterprise's, then
  day           date not null,
  text          text not null constraint resident_log_text_length check (length(btrim(text)) between 2 and 4000),
  hours         float8 constraint resident_log_hours_range check (hours > 0 and hours <= 24),
  duties        text[] not null default '{}' constraint resident_log_duties_bound check (cardinality(duties) <= 30), -- done that day, in the list's words
  captured_at   timestamptz not null,
  received_at   timestamptz not null,
  content_hash  bytea not null,
  constraint resident_log_once_a_day unique (assignment_id, day)
);
create index resident_log_enterprise_id on resident_log (enterprise_id, day desc, id desc);
create index resident_log_person_id on resident_log (person_id, day desc, id desc);
create index resident_log_division_code on resident_log (division_code, day desc, id desc);
create trigger resident_log_append_only before update or delete on resident_log for each row execute function append_only();

-- The duties and disciplines of resident cadres, as an area's office words them. The nearest area's list holds.
create table resident_checklist (
  id            uuid primary key default gen_random_uuid(),
  division_code text collate "C" not null references division,
  kind          text not null constraint resident_checklist_kind_known check (kind in ('DUTY', 'DISCIPLINE')),
  items         text[] not null constraint resident_checklist_items_bound check (cardinality(items) <= 30),
  saved_by      uuid not null references person,
  saved_at      timestamptz not null,
  constraint resident_checklist_once unique (division_code, kind)
);

-- The lists that hold in an area: for each kind the nearest that has items.
create function resident_checklists_of(area text) returns setof resident_checklist language sql stable parallel safe as $$
  select distinct on (k.kind) k.* from resident_checklist k
   where starts_with(area, area_from(k.division_code)) and cardinality(k.items) > 0
   order by k.kind, length(area_from(k.division_code)) desc
$$;
