"""What helps an editor: questions to the content, rules, schemas, a repository to begin with."""
