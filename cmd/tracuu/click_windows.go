package main

import "github.com/inconshreveable/mousetrap"

func startedByDoubleClick() bool { return mousetrap.StartedByExplorer() }
