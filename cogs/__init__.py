"""Adapters: Kith's commands, buttons and words on Discord, a package a topic."""
