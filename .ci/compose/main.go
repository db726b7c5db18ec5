// Command compose reads a compose file as docker compose does and prints what it understood, as JSON. Variables come from
// the environment. It exits with 1 when the file is none.
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/compose-spec/compose-go/v2/cli"
)

func main() {
	options, err := cli.NewProjectOptions(os.Args[1:], cli.WithOsEnv)
	if err == nil {
		project, broken := options.LoadProject(context.Background())
		err = broken
		if err == nil {
			var text []byte
			text, err = project.MarshalJSON()
			fmt.Println(string(text))
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
