-- Divisions (行政区划), organizations (单位), people (人员) with their roles and sessions, and third-party applications.

-- +goose Up
create extension if not exists postgis;
create extension if not exists btree_gist;

-- Today where the campaigns are: all days are counted in Asia/Shanghai.
create function today() returns date language sql stable parallel safe as
$$ select (now() at time zone 'Asia/Shanghai')::date $$;

-- A GB/T 2260 code without its empty pairs: 430000 -> 43, 430500 -> 4305.  A unit's descendants are the codes that start
-- with it, so "in this division or below" is the index range [area_from, area_to) under collation "C".
create function area_from(code text) returns text language sql immutable strict parallel safe as
$$ select case when code ~ '^\d{2}0000$' then left(code, 2) when code ~ '^\d{4}00$' then left(code, 4) else code end $$;
create function area_to(code text) returns text language sql immutable strict parallel safe as
$$ select left(area_from(code), -1) || chr(ascii(right(area_from(code), 1)) + 1) $$;

create table division (
  code        text collate "C" primary key,
  name        text not null,
  level       text not null constraint division_level_known check (level in ('PROVINCE', 'CITY', 'COUNTY', 'TOWN')),
  parent_code text collate "C" references division,
  valid_from  date,
  valid_to    date,
  replaced_by text collate "C" references division,
  boundary    geometry(MultiPolygon, 4326),
  label_point geometry(Point, 4326),
  constraint division_code_shape check (code ~ '^\d{6}(\d{3})?$'),
  constraint division_dates_ordered check (valid_to >= valid_from),
  constraint division_boundary_valid check (boundary is null or st_isvalid(boundary))
);
create index division_parent_code on division (parent_code);
create index division_boundary on division using gist (boundary);

-- Which industry a GB/T 4754 section belongs to (domain 2.6): a table, since a city may split differently.
create table industry_section (
  section char(1) primary key check (section between 'A' and 'T'),
  name    text not null,
  sector  text not null constraint industry_section_sector_known
            check (sector in ('INDUSTRY', 'CONSTRUCTION', 'TRADE_CATERING', 'SERVICE', 'AGRICULTURE'))
);
insert into industry_section (section, name, sector) values
  ('A', '农、林、牧、渔业', 'AGRICULTURE'), ('B', '采矿业', 'INDUSTRY'), ('C', '制造业', 'INDUSTRY'),
  ('D', '电力、热力、燃气及水生产和供应业', 'INDUSTRY'), ('E', '建筑业', 'CONSTRUCTION'), ('F', '批发和零售业', 'TRADE_CATERING'),
  ('G', '交通运输、仓储和邮政业', 'SERVICE'), ('H', '住宿和餐饮业', 'TRADE_CATERING'),
  ('I', '信息传输、软件和信息技术服务业', 'SERVICE'), ('J', '金融业', 'SERVICE'), ('K', '房地产业', 'CONSTRUCTION'),
  ('L', '租赁和商务服务业', 'SERVICE'), ('M', '科学研究和技术服务业', 'SERVICE'), ('N', '水利、环境和公共设施管理业', 'SERVICE'),
  ('O', '居民服务、修理和其他服务业', 'SERVICE'), ('P', '教育', 'SERVICE'), ('Q', '卫生和社会工作', 'SERVICE'),
  ('R', '文化、体育和娱乐业', 'SERVICE'), ('S', '公共管理、社会保障和社会组织', 'SERVICE'), ('T', '国际组织', 'SERVICE');

create table organization (
  id            uuid primary key,
  name          text not null,
  kind          text not null constraint organization_kind_known check (kind in
                  ('DEPARTMENT', 'GOVERNMENT', 'PARK_COMMITTEE', 'TASK_FORCE', 'OFFICE', 'BANK', 'SOE', 'ASSOCIATION', 'COURT')),
  level         text not null constraint organization_level_known check (level in ('PROVINCE', 'CITY', 'COUNTY', 'TOWN')),
  division_code text collate "C" not null references division,
  parent_id     uuid references organization,
  sector        text constraint organization_sector_known
                  check (sector in ('INDUSTRY', 'CONSTRUCTION', 'TRADE_CATERING', 'SERVICE', 'AGRICULTURE')),
  created_at    timestamptz not null default now(),
  constraint organization_name_unique unique (division_code, name),
  constraint organization_sector_of_task_force check (sector is null or kind = 'TASK_FORCE')
);
create index organization_division_code on organization (division_code, kind);
create index organization_parent_id on organization (parent_id);

create table person (
  id              uuid primary key,
  account         text not null,
  name            text not null,
  phone           text,
  organization_id uuid references organization,
  password_hash   text,
  disabled_at     timestamptz,
  created_at      timestamptz not null default now(),
  constraint person_account_shape check (account ~ '^[a-z0-9][a-z0-9._-]{1,39}$'),
  constraint person_account_unique unique (account)
);
create index person_organization_id on person (organization_id);

-- What a person may be signed in as.  The scope of a role is exactly what its kind needs (6.5).
create table person_role (
  id              uuid primary key,
  person_id       uuid not null references person,
  role            text not null constraint person_role_known check (role in
                    ('LINK_CADRE', 'RESIDENT_CADRE', 'DEPARTMENT_HANDLER', 'OFFICE', 'LEADER', 'SUPERVISOR', 'ENTERPRISE_CONTACT', 'ADMIN')),
  division_code   text collate "C" references division,
  organization_id uuid references organization,
  enterprise_id   uuid,
  position        int not null default 1,
  constraint person_role_unique unique nulls not distinct (person_id, role, division_code, organization_id, enterprise_id),
  constraint person_role_scope check (case role
    when 'DEPARTMENT_HANDLER' then organization_id is not null
    when 'ENTERPRISE_CONTACT' then enterprise_id is not null
    when 'ADMIN' then true
    else division_code is not null end)
);
create index person_role_organization_id on person_role (organization_id) where organization_id is not null;
create index person_role_division_code on person_role (division_code, role) where division_code is not null;

-- A signed-in browser.  Only a hash of the cookie is kept.
create table session (
  id           uuid primary key,
  token_hash   bytea not null unique,
  person_id    uuid not null references person,
  role_id      uuid not null references person_role,
  user_agent   text not null default '',
  created_at   timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at   timestamptz not null,
  ended_at     timestamptz
);
create index session_person_id on session (person_id, created_at desc);

-- Failed sign-ins of the last hours, counted by account and by address.
create table sign_in_failure (
  account text not null,
  address text not null,
  at      timestamptz not null default now()
);
create index sign_in_failure_account on sign_in_failure (account, at);
create index sign_in_failure_address on sign_in_failure (address, at);

-- A third-party application (第三方应用) and the keys that its tokens are signed with.
create table api_client (
  id            uuid primary key,
  name          text not null,
  secret_hash   text not null,
  scopes        text[] not null,
  division_code text collate "C" not null references division,
  disabled_at   timestamptz,
  created_at    timestamptz not null default now(),
  constraint api_client_scopes_known check (scopes <@ array['enterprise:read', 'park:read', 'stats:read', 'problem:read:masked'])
);
create table signing_key (
  kid         text primary key,
  private_key bytea not null,
  created_at  timestamptz not null default now()
);
