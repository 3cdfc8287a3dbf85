#!/bin/bash
systemctl enable --now httpd
