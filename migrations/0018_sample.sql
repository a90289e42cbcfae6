-- Looking back at closed problems (回头看, domain E2, E3): random samples, kept as they were drawn, and the callbacks made of them.

-- +goose Up
create table sample (
  id              uuid primary key,
  kind            text not null constraint sample_kind_known check (kind in ('ENTERPRISE', 'PROBLEM')),
  division_code   text collate "C" not null references division,
  organization_id uuid references organization,
  from_day        date not null,
  to_day          date not null, -- the last day; days are Asia/Shanghai's
  size_asked      int not null constraint sample_size_bound check (size_asked between 1 and 250),
  size            int not null constraint sample_not_empty check (size between 1 and size_asked),
  population      int not null constraint sample_of_population check (population >= size),
  seed            text not null constraint sample_seed_length check (length(seed) between 1 and 64),
  seed_given      boolean not null,
  drawn_by        uuid not null references person,
  drawn_at        timestamptz not null,
  content_hash    bytea not null,
  constraint sample_period check (from_day <= to_day)
);
create index sample_drawn_at on sample (drawn_at desc, id desc);
create index sample_division_code on sample (division_code, drawn_at desc, id desc);

create table sample_item (
  id         uuid primary key default gen_random_uuid(),
  sample_id  uuid not null references sample,
  position   int not null,
  problem_id uuid not null references problem,
  constraint sample_item_position_unique unique (sample_id, position),
  constraint sample_item_problem_unique unique (sample_id, problem_id)
);
create index sample_item_problem_id on sample_item (problem_id);
create trigger sample_append_only before update or delete on sample for each row execute function append_only();
create trigger sample_item_append_only before update or delete on sample_item for each row execute function append_only();

-- The number by which a problem is drawn: its place in a shuffle that seed and id alone decide.
create function sample_ticket(seed text, problem_id uuid) returns bytea language sql immutable parallel safe as
$$ select sha256(convert_to(seed || ':' || problem_id, 'UTF8')) $$;

create index problem_closed_at on problem (closed_at) where status = 'CLOSED';

alter table callback add column sample_id uuid references sample;
alter table callback add column spoke_with text constraint callback_spoke_with_length check (length(spoke_with) <= 60);
alter table callback add column redo boolean not null default false; -- it started a new round
create index callback_sample_id on callback (sample_id, problem_id) where sample_id is not null;
create unique index callback_once_a_sample on callback (sample_id, problem_id) where reached;
