package main

import (
	"os/exec"
	"runtime"
)

// openBrowser shows the address in the user's browser. The address is printed
// too, so a machine without a browser loses nothing.
func openBrowser(url string) error {
	switch runtime.GOOS {
	case "windows":
		return exec.Command("rundll32", "url.dll,FileProtocolHandler", url).Start()
	case "darwin":
		return exec.Command("open", url).Start()
	}
	return exec.Command("xdg-open", url).Start()
}
