"""Bring articles in, index them, and keep up with their folders."""
