-- How what phones captured arrives: late, by a clock that was wrong, after its author's right ended; and what the phones still hold.

-- +goose Up
-- By how many seconds the phone's clock was ahead (negative: behind), as far as anybody knows. What is counted follows the corrected time.
alter table visit add column clock_lead int;
alter table problem add column clock_lead int;

-- When something was captured, by the server's clock; never after it arrived.
create function corrected(captured_at timestamptz, clock_lead int, received_at timestamptz) returns timestamptz language sql immutable parallel safe as
$$ select least(captured_at - make_interval(secs => coalesce(clock_lead, 0)), received_at) $$;

-- A generated column may not use the function above, and would be written anew for every row; a trigger writes it for new ones.
alter table visit alter column checked_in_at drop expression;
-- +goose StatementBegin
create function visit_counts_at() returns trigger language plpgsql as $$
begin
  new.checked_in_at := corrected(new.captured_at, new.clock_lead, new.received_at);
  return new;
end $$;
-- +goose StatementEnd
create trigger visit_counts_at before insert or update of captured_at, clock_lead, received_at on visit for each row execute function visit_counts_at();

-- Records that came after their author's link to the enterprise had ended (待审核): kept whole until an office accepts or declines them.
create table held_record (
  id              uuid primary key, -- the record's own, by which it is sent again and which it keeps when it is accepted
  kind            text not null constraint held_record_kind_known check (kind in ('CHECK_IN', 'REPORT')),
  person_id       uuid not null references person,
  role            text not null constraint held_record_role_known check (role in ('LINK_CADRE', 'RESIDENT_CADRE')), -- as the author was linked
  enterprise_id   uuid not null references enterprise,
  division_code   text collate "C" not null references division,
  linked_until    date, -- the last day of the author's link; null when only the visit that it belongs to was held
  visit_id        uuid, -- that a problem was found on; may be held itself
  title           text, -- of a problem
  text            text, -- what was seen and told
  content         jsonb not null, -- as the verb takes it
  content_hash    bytea not null,
  captured_at     timestamptz not null,
  clock_lead      int,
  received_at     timestamptz not null,
  photos_expected int not null constraint held_record_photos_bound check (photos_expected between 0 and 9),
  state           text not null default 'WAITING' constraint held_record_state_known check (state in ('WAITING', 'ACCEPTED', 'DECLINED')),
  ruled_by        uuid references person,
  ruled_at        timestamptz,
  ruling          text constraint held_record_ruling_length check (length(ruling) <= 1000),
  constraint held_record_ruled check ((state = 'WAITING') = (ruled_by is null) and (ruled_by is null) = (ruled_at is null)),
  constraint held_record_declined_says_why check (state <> 'DECLINED' or ruling is not null)
);
create index held_record_division_code on held_record (division_code, received_at desc, id desc);
create index held_record_person_id on held_record (person_id, received_at desc, id desc);
create index held_record_received_at on held_record (received_at desc, id desc);

-- Their photos; they pass to the record when it is accepted.
alter table photo add column held_id uuid references held_record, drop constraint photo_of_one_record;
alter table photo add constraint photo_of_one_record check (num_nonnulls(visit_id, problem_id, held_id) = 1);
create unique index photo_of_held on photo (held_id, position) where held_id is not null;

-- Phones and browsers, each apart for each person who signs in on it, by what they last said of themselves (心跳).
create table device (
  id            uuid primary key, -- made by the phone
  person_id     uuid not null references person,
  division_code text collate "C" references division, -- of the person's scope then; null for who has none
  seen_at       timestamptz not null,
  clock_lead    int, -- seconds; negative: behind
  app           int not null, -- the number of the documents that it sends
  build         text not null default '' constraint device_build_length check (length(build) <= 60),
  unsent        int not null constraint device_unsent_range check (unsent between 0 and 1000000),
  stopped       int not null constraint device_stopped_range check (stopped between 0 and unsent), -- of them, those that a person must correct
  oldest_at     timestamptz, -- when the oldest unsent one was saved, by the server's clock
  constraint device_oldest_whole check ((unsent = 0) = (oldest_at is null))
);
create index device_person_id on device (person_id);
create index device_division_code on device (division_code, (coalesce(oldest_at, 'infinity')), id);
create index device_oldest on device ((coalesce(oldest_at, 'infinity')), id);
