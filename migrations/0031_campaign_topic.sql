-- A campaign's own second set of tags (八类问题 of 2026, domain C10): data, so that the next campaign brings another.

-- +goose Up
create table campaign_topic (
  id          uuid primary key default gen_random_uuid(),
  campaign_id uuid not null references campaign,
  name        text not null constraint campaign_topic_name_length check (length(btrim(name)) between 2 and 40),
  position    int not null, -- in the campaign, from 1
  constraint campaign_topic_name_unique unique (campaign_id, name)
);

alter table problem add column topic_id uuid references campaign_topic; -- of its campaign, as the office saw it at triage
create index problem_topic_id on problem (topic_id, submitted_at desc) where topic_id is not null;
