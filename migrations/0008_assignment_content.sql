-- +goose Up
-- What the office sent, so that a link sent twice is known from another one under the same id.
alter table assignment add column content_hash bytea;
