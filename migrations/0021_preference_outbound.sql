-- Being told in good time: quiet hours and digests (安静时段、汇总), and what goes out to a unit's or an area's group or system (外发).

-- +goose Up
-- Whether a day is worked (2.10).
create function works(day date) returns boolean language sql stable parallel safe as $$
  select coalesce((select not w.off from work_calendar w where w.day = works.day), extract(isodow from day) < 6)
$$;

-- Whether a moment is quiet: from quiet_from to quiet_to, in Asia/Shanghai and over midnight when from is the later, or a whole day off.
create function quiet_at(at timestamptz, quiet_from time, quiet_to time, days_off boolean) returns boolean language sql stable parallel safe as $$
  select days_off and not works(here::date)
         or case when quiet_from <= quiet_to then here::time >= quiet_from and here::time < quiet_to
                 else here::time >= quiet_from or here::time < quiet_to end
    from (select at at time zone 'Asia/Shanghai' as here) _
$$;

-- When the next digest is: quiet_to of this or a later day, of a working day when days off are quiet.
create function digest_after(at timestamptz, quiet_to time, days_off boolean) returns timestamptz language sql stable parallel safe as $$
  select (day + quiet_to) at time zone 'Asia/Shanghai'
    from (select (at at time zone 'Asia/Shanghai')::date + n as day from generate_series(0, 40) n) _
   where (day + quiet_to) at time zone 'Asia/Shanghai' > at and (not days_off or works(day))
   order by day limit 1
$$;

-- What somebody chose; who chose nothing has the defaults.
create table notice_preference (
  person_id      uuid primary key references person,
  quiet_from     time not null default '20:00',
  quiet_to       time not null default '08:00',
  quiet_days_off boolean not null default true,
  digest         boolean not null default true, -- what asks for nothing waits for the digest
  changed_at     timestamptz not null
);

-- A held notice lies in the inbox but is not said aloud; at aloud_at it is counted in a digest.
alter table notice
  add column urgent boolean not null default false,
  add column held boolean not null default false,
  add column aloud_at timestamptz not null default now();
create index notice_held on notice (aloud_at, person_id) where held;

-- One sentence for all that was held.
create table notice_digest (
  id        uuid primary key,
  person_id uuid not null references person,
  at        timestamptz not null,
  count     int not null constraint notice_digest_of_some check (count > 0),
  text      text not null,
  xid       xid8 not null default pg_current_xact_id()
);
create index notice_digest_xid on notice_digest (person_id, xid);
create trigger digest_written after insert on notice_digest referencing new table as changed for each statement execute function notify_readers();

-- Where messages go beside the inboxes: a unit's, an area's offices', or, with neither, everything (of the environment).
create table outbound_channel (
  id              uuid primary key,
  kind            text not null constraint outbound_channel_kind_known check (kind in ('LOG', 'WEBHOOK', 'WECOM', 'DINGTALK')),
  name            text not null constraint outbound_channel_name_length check (length(btrim(name)) between 1 and 60),
  division_code   text collate "C" references division,
  organization_id uuid references organization,
  url             text not null constraint outbound_channel_url_length check (length(url) <= 2000),
  secret          text not null default '',
  enabled         boolean not null default true,
  changed_by      uuid references person,
  changed_at      timestamptz not null,
  recent          timestamptz[] not null default '{}', -- when the last 20 messages went, oldest first
  rest_until      timestamptz not null default '-infinity', -- after a failure, by the computer's clock
  constraint outbound_channel_of_one check (num_nonnulls(division_code, organization_id) <= 1)
);
create index outbound_channel_organization_id on outbound_channel (organization_id) where enabled;
create index outbound_channel_division_code on outbound_channel (division_code) where enabled;

-- What is to be sent, and was. Its id goes with it each time, so that the receiver knows a repetition.
create table outbound_message (
  id         uuid primary key,
  channel_id uuid not null references outbound_channel,
  event_id   uuid references problem_event, -- null for a digest
  payload    jsonb not null,
  gathered   boolean not null, -- waits to be counted in a digest
  due_at     timestamptz not null,
  tries      int not null default 0,
  next_at    timestamptz not null, -- by the computer's clock; no other server takes it before
  done_at    timestamptz,
  failure    text, -- why the last try failed; with done_at, why it was given up
  constraint outbound_message_once unique (channel_id, event_id)
);
create index outbound_message_waiting on outbound_message (next_at) where done_at is null;

-- What somebody chose, or the defaults.
create function notice_preference_of(person uuid) returns notice_preference language sql stable parallel safe as $$
  select coalesce((select q from notice_preference q where q.person_id = person), row(person, '20:00', '08:00', true, true, now())::notice_preference)
$$;
