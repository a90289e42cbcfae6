-- Where River keeps the jobs (server/hour); its own migrations make the tables.

-- +goose Up
create schema river;
